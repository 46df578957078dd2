// SPDX-License-Identifier: ISC
//
// zen.mjs PACKAGE TABLE OPTION...: decides profiles, JSON lines on standard input, with GoRules ZEN. It evaluates in
// threads of its own and is fastest with several profiles under way.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { Writer, profiles } from './lines.mjs';

const UNDER_WAY = 64;
const [packageFolder, table, ...options] = process.argv.slice(2);
const { ZenDecisionContent, ZenEngine } = createRequire(import.meta.url)(packageFolder);
const decision = new ZenEngine().createDecision(new ZenDecisionContent(fs.readFileSync(table)));
const writer = new Writer(options);

async function decide(group) {
	for (const { result } of await Promise.all(group.map((profile) => decision.evaluate(profile)))) {
		writer.write(result.holding);
	}
}

let group = [];
for (const profile of profiles()) {
	group.push(profile);
	if (group.length < UNDER_WAY) continue;
	await decide(group);
	group = [];
}
await decide(group);
writer.flush();
