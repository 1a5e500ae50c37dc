"""The HTML document around the app: the language it declares to browsers and screen readers, and whether it
is presented. Streamlit always declares English, so a small script sets the language that is spoken."""

from pages.shared.text import LANGUAGES, Language

# One fixed script a language: the content security policy lets exactly these run, by their hashes.
SCRIPTS: dict[Language, str] = {
    language: f"document.documentElement.lang = '{language}'" for language in LANGUAGES
}

# Streamlit's own start reads this: the address that its server is looked for at, here the page's folder.
SERVER_SCRIPT = "window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }"

# A page that is presented, or stands inside another one, looks so from its first moment.
PRESENTING_SCRIPT = """
if (/[?&](present=1|embed=true)(&|$)/i.test(location.search)) {
  document.documentElement.classList.add('presenting');
  document.documentElement.classList.toggle('embedded', /[?&]embed=true(&|$)/i.test(location.search));
  const sheet = { rel: 'stylesheet', href: 'assets/presented.css' };
  document.head.append(Object.assign(document.createElement('link'), sheet));
}
"""


def language_script(language: Language) -> str:
    """Return the HTML that declares the document's language."""
    return f"<script>{SCRIPTS[language]}</script>"
