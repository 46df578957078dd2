// SPDX-License-Identifier: ISC
//
// What the engines that run in node share: the lines of standard input, the choice of the option, and the output.
import fs from 'node:fs';

const BLOCK = 65536;

// The profiles, in turn. They are ASCII.
export function* profiles() {
	const block = Buffer.alloc(BLOCK);
	let rest = '';
	for (let length; (length = fs.readSync(0, block, 0, BLOCK, null)) > 0;) {
		const lines = (rest + block.latin1Slice(0, length)).split('\n');
		rest = lines.pop();
		for (const line of lines) yield JSON.parse(line).answers;
	}
}

// Writes a line about each profile: call it with the rules that hold, each with its rule, option and weight.
export class Writer {
	constructor(options) {
		this.options = options;
		this.line = 0;
		this.pending = '';
	}

	write(holding) {
		const nets = new Map(this.options.map((option) => [option, 0]));
		for (const { option, weight } of holding) {
			if (weight === 'out') nets.delete(option);
			else if (nets.has(option)) nets.set(option, nets.get(option) + weight);
		}
		let best = 'none';
		for (const [option, net] of nets) {
			if (best === 'none' || net > nets.get(best)) best = option;
		}
		const found = { line: ++this.line, option: best, rules: holding.map((one) => one.rule) };
		this.pending += JSON.stringify(found) + '\n';
		if (this.pending.length > BLOCK) this.flush();
	}

	flush() {
		const bytes = Buffer.from(this.pending);
		for (let done = 0; done < bytes.length;) done += fs.writeSync(1, bytes, done);
		this.pending = '';
	}
}
