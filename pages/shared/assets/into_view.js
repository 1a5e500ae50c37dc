// Brings what moves into the window: the main picture of a player, between the header and the docked transport.
// Nothing moves where it is wholly in view already.

export function intoView(root, { matches: reduced }) {
  const host = root.querySelector('[data-nnviz=picture] .host');
  if (!host) return;
  host.style.scrollMarginBottom = `${root.querySelector('.head').offsetHeight}px`;
  host.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: reduced ? 'instant' : 'smooth' });
}
