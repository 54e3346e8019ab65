// Writes unicode.txt, the facts of Unicode that the text rules need, from those of the JavaScript engine that runs it:
//
//     node generate.mjs > unicode.txt
//
// Needs Node.js of a Unicode version at least that of the file (node -p process.versions.unicode), for building or
// testing nothing: the tests compare the file with ICU over every code point.

const codePoints = [];
for (let value = 0; value <= 0x10FFFF; value++)
    if ((value < 0xD800 || value > 0xDFFF) && !(value >= 0xAC00 && value <= 0xD7A3))
        codePoints.push(value);

const text = value => String.fromCodePoint(value);
const hex = value => value.toString(16).toUpperCase().padStart(4, '0');
const values = string => [...string].map(character => character.codePointAt(0));
const nfd = string => string.normalize('NFD');
const nfc = string => string.normalize('NFC');

// Marks of known classes, between which another mark is sorted: where it moves to tells its class.
function classes() {
    const known = new Map();
    const marks = codePoints.filter(value => nfd(text(value)) === text(value) && /\p{M}/u.test(text(value)));
    const comesBefore = (a, b) => nfd(text(b) + text(a)) === text(a) + text(b);
    const moves = marks.filter(mark => comesBefore(mark, 0x0345) || comesBefore(0x0334, mark) || mark === 0x0345 || mark === 0x0334);

    // Of each class one mark, in order. A class's number follows from a mark that The Unicode Standard gives for it.
    const samples = [
        [1, 0x0334], [6, 0x16FF0], [7, 0x093C], [8, 0x3099], [9, 0x094D], [10, 0x05B0], [11, 0x05B1], [12, 0x05B2], [13, 0x05B3], [14, 0x05B4],
        [15, 0x05B5], [16, 0x05B6], [17, 0x05B7], [18, 0x05B8], [19, 0x05B9], [20, 0x05BB], [21, 0x05BC], [22, 0x05BD], [23, 0x05BF],
        [24, 0x05C1], [25, 0x05C2], [26, 0xFB1E], [27, 0x064B], [28, 0x064C], [29, 0x064D], [30, 0x064E], [31, 0x064F], [32, 0x0650],
        [33, 0x0651], [34, 0x0652], [35, 0x0670], [36, 0x0711], [84, 0x0C55], [91, 0x0C56], [103, 0x0E38], [107, 0x0E48], [118, 0x0EB8],
        [122, 0x0EC8], [129, 0x0F71], [130, 0x0F72], [132, 0x0F74], [202, 0x0321], [214, 0x1DCE], [216, 0x031B], [218, 0x302A],
        [220, 0x0316], [222, 0x059A], [224, 0x302E], [226, 0x1D16D], [228, 0x05AE], [230, 0x0300], [232, 0x0315], [233, 0x035C],
        [234, 0x035D], [240, 0x0345],
    ];
    for (const mark of moves) {
        const same = samples.filter(([, sample]) => sample === mark || (!comesBefore(sample, mark) && !comesBefore(mark, sample)));
        if (same.length !== 1)
            throw new Error(`U+${hex(mark)} fits ${same.length} combining classes`);
        known.set(mark, same[0][0]);
    }
    return known;
}

function ranges(list) {
    const found = [];
    for (const value of list) {
        const last = found.at(-1);
        if (last && last[1] === value - 1)
            last[1] = value;
        else
            found.push([value, value]);
    }
    return found.map(([from, to]) => from === to ? hex(from) : `${hex(from)}-${hex(to)}`);
}

const lines = [];
function section(name, entries) {
    lines.push(`[${name}]`);
    let line = '';
    for (const entry of entries) {
        if (line.length + entry.length + 1 > 120) {
            lines.push(line);
            line = '';
        }
        line += (line ? ' ' : '') + entry;
    }
    if (line)
        lines.push(line);
}

const classOf = classes();
const numbers = [...new Set(classOf.values())].sort((a, b) => a - b);
section('class', numbers.flatMap(number =>
    ranges([...classOf.keys()].filter(mark => classOf.get(mark) === number)).map(range => `${number}:${range}`)));

const decomposed = codePoints.filter(value => nfd(text(value)) !== text(value));
const composed = decomposed.filter(value => nfc(text(value)) === text(value));
section('compose', composed.map(value => {
    const parts = values(nfd(text(value)));
    const first = values(nfc(String.fromCodePoint(...parts.slice(0, -1))));
    if (first.length !== 1 || nfc(text(first[0]) + text(parts.at(-1))) !== text(value))
        throw new Error(`U+${hex(value)} is not composed of two`);
    return `${hex(value)}=${hex(first[0])}+${hex(parts.at(-1))}`;
}));
section('decompose', decomposed.filter(value => !composed.includes(value)).map(value => `${hex(value)}=${values(nfd(text(value))).map(hex).join('+')}`));

// Simple mappings. Where the full capital is several characters, the simple one is the letter whose small letter this is.
// As in .NET, dotted and dotless i are no pair of any other letter: a rule for a language makes them one.
const single = string => values(string).length === 1 ? values(string)[0] : null;
const small = new Map(codePoints.map(value => [value, single(text(value).toLowerCase()) ?? value]));
const capitals = new Map([...small].filter(([value, lower]) => lower !== value && value !== 0x1E9E).map(([value, lower]) => [lower, value]));
const capital = value => {
    const upper = single(text(value).toUpperCase());
    return upper ?? (single(nfc(nfd(text(value)))) === value && capitals.get(value) && /\p{Lt}/u.test(text(capitals.get(value))) ? capitals.get(value) : value);
};
small.delete(0x0130);
const pairs = map => {
    const runs = [];
    for (const [value, other] of map) {
        const last = runs.at(-1);
        const step = last && value - last.to;
        if (last && other - value === last.delta && (step === last.step || (last.from === last.to && step <= 2)))
            Object.assign(last, { to: value, step });
        else
            runs.push({ from: value, to: value, step: 1, delta: other - value });
    }
    return runs.map(({ from, to, step, delta }) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}${step === 2 ? '/2' : ''}`) + `:${delta}`);
};
section('small', pairs([...small].filter(([value, lower]) => lower !== value)));
section('capital', pairs(codePoints.filter(value => value !== 0x0131).map(value => [value, capital(value)]).filter(([value, upper]) => upper !== value)));

console.log(`# Unicode ${process.versions.unicode}: canonical combining classes, canonical compositions and decompositions, simple case mappings.
# Written by generate.mjs, which says how. Facts of the Unicode Character Database, https://www.unicode.org/license.txt
${lines.join('\n')}`);
