/** Draws icon.png: an envelope with a spark, from distances to simple shapes. Run by hand when the drawing changes. */
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const SIZE = 512;
/** Looks per pixel and direction: edges without steps. */
const LOOKS = 3;

const TOP = [46, 64, 155];
const BOTTOM = [18, 143, 139];
const WHITE = [255, 255, 255];
const GOLD = [255, 205, 86];

/** Negative inside a rectangle with round corners around a centre. */
function box(x, y, [cx, cy, halfWidth, halfHeight, radius]) {
  const dx = Math.abs(x - cx) - halfWidth + radius;
  const dy = Math.abs(y - cy) - halfHeight + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** Distance to the line between two points. */
function line(x, y, [ax, ay, bx, by]) {
  const [px, py, dx, dy] = [x - ax, y - ay, bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - dx * along, py - dy * along);
}

/** True inside a star with four points. */
function spark(x, y, [cx, cy, reach]) {
  return Math.sqrt(Math.abs(x - cx)) + Math.sqrt(Math.abs(y - cy)) < Math.sqrt(reach);
}

/** Colour and opacity at one point. */
function look(x, y) {
  if (box(x, y, [256, 256, 248, 248, 108]) > 0) return undefined;
  const ground = TOP.map((part, at) => part + ((BOTTOM[at] - part) * y) / SIZE);
  if (spark(x, y, [392, 132, 92])) return GOLD;
  const envelope = box(x, y, [240, 290, 154, 108, 26]);
  // A gap around the spark, as if it lay in front.
  if (envelope > 0 || Math.hypot(x - 392, y - 132) < 104) return ground;
  const flap = Math.min(line(x, y, [92, 196, 240, 312]), line(x, y, [240, 312, 388, 196]));
  return flap < 9 ? ground : WHITE;
}

function pixel(column, row) {
  const sum = [0, 0, 0];
  let seen = 0;
  for (let index = 0; index < LOOKS * LOOKS; index += 1) {
    const x = column + ((index % LOOKS) + 0.5) / LOOKS;
    const y = row + (Math.floor(index / LOOKS) + 0.5) / LOOKS;
    const colour = look(x, y);
    if (colour === undefined) continue;
    seen += 1;
    for (const [at, part] of colour.entries()) sum[at] += part;
  }
  if (seen === 0) return [0, 0, 0, 0];
  return [...sum.map((part) => Math.round(part / seen)), Math.round((255 * seen) / LOOKS ** 2)];
}

/** One chunk of a PNG file: length, name, content, checksum (https://www.w3.org/TR/png/#5Chunk-layout). */
function chunk(name, content) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const rows = Array.from({ length: SIZE }, (_, row) =>
  Buffer.from([0, ...Array.from({ length: SIZE }, (_, column) => pixel(column, row)).flat()]),
);
const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
// 8 bits for each of red, green, blue and opacity.
header.set([8, 6, 0, 0, 0], 8);
writeFileSync(
  "icon.png",
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]),
);
