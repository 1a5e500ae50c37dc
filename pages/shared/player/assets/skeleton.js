// The outline of a stage with which a page is served: it covers the page until what that is about stands there.

const SKELETON = 'nnviz-skeleton';

export function uncover() {
  document.getElementById(SKELETON)?.remove();
}
