// The sentences of locales/, so that stories read what people read.
import { readdirSync, readFileSync } from "node:fs";

const read = (language) =>
  Object.assign({}, ...readdirSync("locales").filter((name) => name.startsWith(`${language}.`)).map((name) => JSON.parse(readFileSync(`locales/${name}`, "utf8"))));

const sentences = { vi: read("vi"), en: read("en") };

export const languageOf = (locale) => locale.slice(0, 2);

// The sentence of this key, with its arguments in their places. An unknown key is a fault of the story.
export function say(locale, key, ...words) {
  const sentence = sentences[languageOf(locale)][key];
  if (sentence === undefined) throw new Error(`no sentence ${key}`);
  return words.reduce((text, word, index) => text.replaceAll(`{${index}}`, word), sentence);
}
