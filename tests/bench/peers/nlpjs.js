// NLP.js as a peer of the bench: `node nlpjs.js PHRASES MODEL`, a sentence a line in, what it takes it for a line out.
// The lines are those of peer.py. It finds its packages (package.json) by NODE_PATH.
"use strict";

const fs = require("fs");
const readline = require("readline");
const { containerBootstrap } = require("@nlpjs/core");
const { Nlp } = require("@nlpjs/nlp");
const { LangEn } = require("@nlpjs/lang-en");
const { LangFr } = require("@nlpjs/lang-fr");

const KEPT = 6;
const [phrases, model] = process.argv.slice(2);

// Learning tells its progress there, and standard output is for our lines.
console.log = console.warn = () => {};
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function ready() {
  const container = await containerBootstrap();
  [Nlp, LangEn, LangFr].forEach((part) => container.use(part));
  const nlp = container.get("nlp");
  nlp.settings.autoSave = false;
  nlp.addLanguage("fr");
  nlp.addLanguage("en");
  if (fs.existsSync(model)) {
    nlp.import(fs.readFileSync(model, "utf8"));
    return nlp;
  }
  for (const [intent, language, text] of JSON.parse(fs.readFileSync(phrases, "utf8"))) {
    nlp.addDocument(language, text, intent);
  }
  await nlp.train();
  fs.writeFileSync(`${model}.part`, nlp.export());
  fs.renameSync(`${model}.part`, model);
  return nlp;
}

async function main() {
  const nlp = await ready();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { text, language } = JSON.parse(line);
    const began = process.hrtime.bigint();
    const got = await nlp.process(language, text);
    const micros = Number(process.hrtime.bigint() - began) / 1e3;
    const ranked = (got.classifications || []).map(({ intent, score }) => [intent, score]);
    say({ ranked: ranked.slice(0, KEPT), refused: got.intent === "None", micros });
  }
}

main();
