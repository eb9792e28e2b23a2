"""A stylesheet's theme is the file that its query names, wherever the name leads.

Ships: the page got a theme for the evening, and its link says which one: `theme.css` with the file's name
behind the question mark. The path is looked up by its hash as before; nobody looks at what stands in the
query.
Source: CWE-22 and CWE-73; CVE-2021-43798 (Grafana); OWASP ASVS 5.0 5.3.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-20", expected=("security/static-files-stay-in-their-folder",))
_FOUND = "    found = assets.asset(name)\n"
_NAMED = """def public_name(file: str) -> str:
"""
_STYLE = """  <link rel="stylesheet" href="{{ asset('style.css') }}">\n"""


def inject(rng: Random) -> Injection:
    """Join the folder and the name."""
    look = """    path = _THEMES / file
    return path.read_bytes() if path.is_file() else None
"""
    return themed(rng, look)


def themed(rng: Random, look: str) -> Injection:
    """Serve a theme, looked up by these lines of a function that is given its file's name."""
    query = rng.choice(["theme", "palette", "skin", "variant"])
    file = rng.choice(["dusk.css", "evening.css", "night.css"])
    function = f'''def theme(file: str) -> bytes | None:
    """Return the lines of a theme, which come behind those of the style; None where there is no such one."""
{look}

'''
    folder = '_FOLDER = Path(__file__).parent / "assets"\n'
    assets = edited(
        "app/page/assets.py",
        (folder, folder + '_THEMES = Path(__file__).parent / "themes"\n'),
        (_NAMED, function + _NAMED),
    )
    served = f"""    if name == "theme.css":
        lines = assets.theme({query})
        if lines is None:
            raise HTTPException(404, "there is no such theme")
        headers = {{"Cache-Control": assets.FOR_NOW}}
        return Response(lines, headers=headers, media_type="text/css; charset=utf-8")
"""
    routes = edited(
        "app/page/routes.py",
        ("async def asset(name: str)", f'async def asset(name: str, {query}: str = "{file}")'),
        (_FOUND, served + _FOUND),
    )
    linked = f'  <link rel="stylesheet" href="/assets/theme.css?{query}={file}">\n'
    page = edited("app/page/templates/base.html", (_STYLE, _STYLE + linked))
    red = rng.randrange(16, 64)
    lines: dict[str, str | None] = {f"app/page/themes/{file}": f":root {{ --accent: #{red:02x}5f5b; }}\n"}
    return Injection(fact=query, source={**assets, **routes, **page, **lines})
