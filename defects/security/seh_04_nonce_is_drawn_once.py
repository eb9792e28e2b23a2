"""The content policy lets in the script with the right nonce, and the nonce is drawn when the process starts.

Ships: the first script of the page came with a nonce, made beside the policy, where both are constants of a
module. Every answer of a process has the same one: whoever reads it in his own page writes it into whatever
he can put into somebody else's.
Source: Content Security Policy Level 3, 7.1 (nonce reuse); CWE-330; helmet's documentation of its
directives.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/content-policy-is-strict",))
_POLICY = """POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""
_SENT = """    text = _templates.get_template(template).render(**values)
    sent = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Vary": "Cookie"}
"""
_SCRIPTS = (
    'document.addEventListener("keydown", (e) => e.key === "Escape" && document.activeElement.blur());',
    'document.querySelectorAll("form").forEach((f) => f.addEventListener("submit", () => f.inert = true));',
    'addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });',
)


def inject(rng: Random) -> Injection:
    """Draw it where the policy stands."""
    drawn = rng.choice(["secrets.token_urlsafe(16)", "secrets.token_hex(16)", "secrets.token_urlsafe(24)"])
    return scripted(rng, f"NONCE = {drawn}\n", "NONCE")


def scripted(rng: Random, constant: str, nonce: str) -> Injection:
    """Give every page a script whose nonce is the expression's value, and a policy with it."""
    policy = _POLICY.replace("form-action", "script-src 'nonce-{nonce}'; form-action")
    answer = f"""    nonce = {nonce}
    text = _templates.get_template(template).render(nonce=nonce, **values)
    policy = POLICY.format(nonce=nonce)
    sent = {{"Content-Security-Policy": policy, "Cache-Control": "no-store", "Vary": "Cookie"}}
"""
    render = edited(
        "app/page/render.py",
        ("from collections.abc import Mapping\n", "import secrets\nfrom collections.abc import Mapping\n"),
        (_POLICY, constant + policy),
        (_SENT, answer),
    )
    script = f'  <script nonce="{{{{ nonce }}}}">{rng.choice(_SCRIPTS)}</script>\n</body>'
    page = edited("app/page/templates/base.html", ("</body>", script))
    return Injection(fact="nonce", source={**render, **page})
