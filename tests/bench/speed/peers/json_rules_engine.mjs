// SPDX-License-Identifier: ISC
//
// json_rules_engine.mjs PACKAGE RULES OPTION...: decides profiles, JSON lines on standard input, with json-rules-engine.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { Writer, profiles } from './lines.mjs';

const [packageFolder, rules, ...options] = process.argv.slice(2);
const { Engine } = createRequire(import.meta.url)(packageFolder);
const engine = new Engine(JSON.parse(fs.readFileSync(rules, 'utf8')));
const writer = new Writer(options);

for (const profile of profiles()) {
	const { events } = await engine.run(profile);
	writer.write(events.map((event) => event.params));
}
writer.flush();
