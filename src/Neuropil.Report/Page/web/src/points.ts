// Draws points with a colour and a shape each through WebGL 2: one call a pass, a hundred thousand at once.

const vertex = `#version 300 es
in vec3 place;
in vec3 from;
in vec4 look;
in float mark;
uniform mat4 view;
uniform float moved, size, chosen, pass, fog, chosenOnly;
out vec4 colour;
flat out int shape;
void main() {
  float state = mod(mark, 4.0);
  shape = int(floor(mark / 4.0 + 0.01));
  vec4 at = view * vec4(mix(from, place, moved), 1.0);
  bool faint = chosen > 0.5 && state < 0.5;
  bool shown = state < 1.5 && (pass < 0.5 ? faint : !faint) && !(chosenOnly > 0.5 && faint);
  gl_Position = shown ? at : vec4(2.0, 2.0, 2.0, 1.0);
  bool fresh = shape >= 8;
  gl_PointSize = (fresh ? size * 2.0 : size) * (shape == 0 || shape == 8 ? 1.0 : 1.14);
  float depth = fog * clamp(at.z * 0.5 + 0.5, 0.0, 1.0);
  colour = vec4(look.rgb, look.a * (faint ? 0.13 : 1.0) * (1.0 - 0.62 * depth));
}`;

const fragment = `#version 300 es
precision highp float;
in vec4 colour;
flat in int shape;
uniform vec3 ink;
uniform float solid;
out vec4 drawn;
float box(vec2 p, vec2 half_) { vec2 d = abs(p) - half_; return max(d.x, d.y); }
float distanceTo(vec2 p, int kind) {
  if (kind == 0) return length(p) - 0.88;
  if (kind == 1) return box(p, vec2(0.74));
  if (kind == 2) return max(abs(p.x) * 0.874 - p.y * 0.486 - 0.44, p.y - 0.7);
  if (kind == 3) return (abs(p.x) + abs(p.y)) * 0.7071 - 0.67;
  if (kind == 4) return max(abs(p.x) * 0.874 + p.y * 0.486 - 0.44, -p.y - 0.7);
  if (kind == 5) return min(box(p, vec2(0.3, 0.9)), box(p, vec2(0.9, 0.3)));
  vec2 q = vec2(p.x + p.y, p.y - p.x) * 0.7071;
  return min(box(q, vec2(0.24, 0.92)), box(q, vec2(0.92, 0.24)));
}
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  bool fresh = shape >= 8;
  float d = distanceTo(fresh ? p * 1.1 : p, fresh ? shape - 8 : shape);
  float soft = fwidth(p.x) * 1.1;
  float cover = 1.0 - smoothstep(-soft, soft, d);
  vec3 tint = fresh ? mix(colour.rgb, ink, smoothstep(-0.2 - soft, -0.2 + soft, d)) : colour.rgb;
  float alpha = colour.a * cover;
  if (alpha < 0.02 || (solid > 0.5 && cover < 0.5)) discard;
  drawn = vec4(tint * alpha, alpha);
}`;

/** A point's state: 0 plain, 1 chosen, 2 hidden. */
export interface Marks {
  /** x, y, z of each point. */
  places: Float32Array;
  /** Red, green, blue, alpha of each point. */
  colours: Uint8Array;
  /** Shape × 4 + state; a new synapse has its shape + 8. */
  marks: Float32Array;
}

export class Points {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly buffers: { place: WebGLBuffer; from: WebGLBuffer; look: WebGLBuffer; mark: WebGLBuffer };
  private readonly uniforms = new Map<string, WebGLUniformLocation | null>();
  private count = 0;

  /** Null where the browser has no WebGL 2. */
  static on(canvas: HTMLCanvasElement): Points | null {
    const gl = canvas.getContext("webgl2", { alpha: true, premultipliedAlpha: true, antialias: false, preserveDrawingBuffer: true });
    return gl ? new Points(gl) : null;
  }

  private constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.program = gl.createProgram()!;
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(this.program) ?? "The points' program does not link.");
    const buffer = (name: string, size: number, type: number, normalised: boolean): WebGLBuffer => {
      const made = gl.createBuffer()!;
      const at = gl.getAttribLocation(this.program, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, made);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, type, normalised, 0, 0);
      return made;
    };
    this.buffers = {
      place: buffer("place", 3, gl.FLOAT, false),
      from: buffer("from", 3, gl.FLOAT, false),
      look: buffer("look", 4, gl.UNSIGNED_BYTE, true),
      mark: buffer("mark", 1, gl.FLOAT, false),
    };
    for (const name of ["view", "moved", "size", "chosen", "pass", "fog", "chosenOnly", "ink", "solid"]) this.uniforms.set(name, gl.getUniformLocation(this.program, name));
    gl.useProgram(this.program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  place(places: Float32Array, from: Float32Array = places): void {
    this.count = places.length / 3;
    this.fill(this.buffers.place, places);
    this.fill(this.buffers.from, from);
  }

  colour(colours: Uint8Array): void {
    this.fill(this.buffers.look, colours);
  }

  mark(marks: Float32Array): void {
    this.fill(this.buffers.mark, marks);
  }

  draw(view: Float32Array, how: { moved: number; size: number; anyChosen: boolean; chosenOnly: boolean; deep: boolean; ink: [number, number, number] }): void {
    const gl = this.gl;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (this.count === 0) return;
    (how.deep ? gl.enable : gl.disable).call(gl, gl.DEPTH_TEST);
    const at = (name: string): WebGLUniformLocation | null => this.uniforms.get(name)!;
    gl.uniformMatrix4fv(at("view"), false, view);
    gl.uniform1f(at("moved"), how.moved);
    gl.uniform1f(at("size"), how.size);
    gl.uniform1f(at("chosen"), how.anyChosen ? 1 : 0);
    gl.uniform1f(at("chosenOnly"), how.chosenOnly ? 1 : 0);
    gl.uniform1f(at("fog"), how.deep ? 1 : 0);
    gl.uniform1f(at("solid"), how.deep ? 1 : 0);
    gl.uniform3f(at("ink"), how.ink[0] / 255, how.ink[1] / 255, how.ink[2] / 255);
    for (const pass of how.anyChosen ? [0, 1] : [1]) {
      gl.uniform1f(at("pass"), pass);
      // What is faint hides nothing.
      gl.depthMask(pass === 1);
      gl.drawArrays(gl.POINTS, 0, this.count);
    }
    gl.depthMask(true);
  }

  private fill(buffer: WebGLBuffer, values: Float32Array | Uint8Array): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, values as unknown as BufferSource, this.gl.DYNAMIC_DRAW);
  }
}
