"""What act runs in place of a code host's actions: one keeps artifacts in a folder, one fetches a repository.

act brings the commit's own files itself, and never asks the second for them. What cannot be reached from this
machine fails on a code host; here its step tells nothing, and NOT_RUN says why.
"""

from __future__ import annotations

from pathlib import Path

UPLOAD = "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02"
CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8"
NOT_RUN = "not-run"
"""A file beside the artifacts: a line for each step out of reach, its name and why, with a tab between."""

_KEEPS = """name: upload-artifact
inputs: {name: {required: true}, path: {required: true}}
runs:
  using: composite
  steps:
    - shell: sh
      run: rm -rf "$KEPT/$NAME" && mkdir -p "$KEPT" && cp -r "$FOLDER" "$KEPT/$NAME"
      env: {NAME: "${{ inputs.name }}", FOLDER: "${{ inputs.path }}"}
"""
_FETCHES = f"""name: checkout
inputs: {{repository: {{required: true}}, path: {{required: true}}}}
outputs: {{commit: {{value: "${{{{ steps.fetch.outputs.commit }}}}"}}}}
runs:
  using: composite
  steps:
    - id: fetch
      shell: sh
      run: |
        mkdir -p "$KEPT" && rm -rf "$FOLDER" "$KEPT/{NOT_RUN}"
        from="https://github.com/$NAME"
        if timeout 60 git clone --quiet --depth=1 "$from" "$FOLDER" 2>"$KEPT/fetch.log"; then
          echo "commit=$(git -C "$FOLDER" rev-parse HEAD)" >>"$GITHUB_OUTPUT"
        else
          printf 'fetch %s\\t%s\\n' "$NAME" "$(tail -n 1 "$KEPT/fetch.log")" >"$KEPT/{NOT_RUN}"
          rm -rf "$FOLDER"
        fi
      env:
        NAME: ${{{{ inputs.repository }}}}
        FOLDER: ${{{{ inputs.path }}}}
        GIT_TERMINAL_PROMPT: "0"
"""
ACTIONS = {UPLOAD: _KEEPS, CHECKOUT: _FETCHES}


def written(folder: Path) -> list[str]:
    """Write them below a folder; return the words that hand them to act."""
    words = []
    for name, text in ACTIONS.items():
        place = folder / name.partition("@")[0].rpartition("/")[2]
        place.mkdir(parents=True, exist_ok=True)
        (place / "action.yml").write_text(text, encoding="utf-8")
        words.append(f"--local-repository={name}={place}")
    return words


def not_run(kept: Path) -> list[dict[str, str]]:
    """Return what a run could not reach from here, with why."""
    file = kept / NOT_RUN
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [{"step": step, "why": why} for step, _, why in (line.partition("\t") for line in lines)]
