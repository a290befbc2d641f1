// The patterns of a drawing as lines and dots of its own: browsers print an SVG pattern as a picture of pixels, several hundred
// kilobytes each.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Draws every surface that is filled with a pattern of ECharts' decals, which are stripes or dots.
 * @param {Element} drawing an <svg>
 */
export function drawPatterns(drawing) {
  for (const shape of drawing.querySelectorAll('path[fill^="url(#"]')) {
    const pattern = drawing.querySelector(`pattern[id="${shape.getAttribute("fill").slice(5, -1)}"]`);
    if (!pattern) continue;
    if (shape.getAttribute("fill-opacity") !== "0") shape.before(patterned(drawing, shape, pattern));
    shape.remove();
  }
  drawing.querySelectorAll("pattern").forEach((p) => p.remove());
}

/** The pattern over the shape's surface, cut to its outline. */
function patterned(drawing, shape, pattern) {
  const ink = pattern.querySelector("path");
  const turned = /rotate\((-?[\d.]+)\)/.exec(pattern.getAttribute("patternTransform") ?? "");
  const room = extent(shape.getAttribute("d"));
  const clip = make("clipPath", { id: `${pattern.id}-${drawing.querySelectorAll("clipPath").length}` });
  clip.append(make("path", { d: shape.getAttribute("d") }));
  const marks = turned ? stripes(room, pattern, Number(turned[1])) : { d: dots(room, pattern), fill: ink.getAttribute("fill") };
  const group = make("g", { "clip-path": `url(#${clip.id})` });
  if (shape.hasAttribute("transform")) group.setAttribute("transform", shape.getAttribute("transform"));
  group.append(make("path", marks));
  drawing.prepend(clip);
  return group;
}

/** Lines across the room, as thick and as far apart as the pattern's bars. */
function stripes(room, pattern, degrees) {
  const ink = pattern.querySelector("path");
  const apart = Number(pattern.getAttribute("height"));
  const thick = Number(/^M\S+ \S+l\S+ 0l0 ([\d.]+)/.exec(ink.getAttribute("d"))?.[1] ?? apart / 2);
  const [right, down] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [x, y] = [(room.left + room.right) / 2, (room.top + room.bottom) / 2];
  const reach = Math.hypot(room.right - room.left, room.bottom - room.top) / 2;
  let d = "";
  for (let at = -Math.ceil(reach / apart) * apart; at <= reach; at += apart) {
    const [mx, my] = [x - down * at, y + right * at];
    d += `M${round(mx - right * reach)} ${round(my - down * reach)}L${round(mx + right * reach)} ${round(my + down * reach)}`;
  }
  return { d, stroke: ink.getAttribute("fill"), "stroke-width": thick, fill: "none" };
}

/** The pattern's dots, repeated over the room. */
function dots(room, pattern) {
  const [wide, high] = [Number(pattern.getAttribute("width")), Number(pattern.getAttribute("height"))];
  const discs = [...pattern.querySelectorAll("path")]
    .map((p) => /^M(\S+) (\S+?)A(\S+) /.exec(p.getAttribute("d")))
    .filter(Boolean)
    .map(([, x, y, r]) => ({ x: Number(x) - Number(r), y: Number(y), r: Number(r) }))
    .filter((dot) => dot.r > 0 && dot.x >= 0 && dot.x < wide && dot.y >= 0 && dot.y < high);
  let d = "";
  for (let top = Math.floor(room.top / high) * high; top < room.bottom; top += high) {
    for (let left = Math.floor(room.left / wide) * wide; left < room.right; left += wide) {
      for (const { x, y, r } of discs) d += `M${round(left + x - r)} ${round(top + y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    }
  }
  return d;
}

/** How far a path reaches; generous where it is round. */
function extent(d) {
  const room = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [, command, rest] of d.matchAll(/([MLACQ])([^MLACQZ]*)/g)) {
    const numbers = rest.trim().split(/[\s,]+/).map(Number);
    const [x, y] = numbers.slice(-2);
    const more = command === "A" ? 2 * numbers[0] : 0;
    room.left = Math.min(room.left, x - more);
    room.right = Math.max(room.right, x + more);
    room.top = Math.min(room.top, y - more);
    room.bottom = Math.max(room.bottom, y + more);
  }
  return room;
}

function round(n) {
  return Math.round(n * 10) / 10;
}

function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
