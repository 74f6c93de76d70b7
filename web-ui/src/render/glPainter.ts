// The painter for browsers with a GPU: every batch is one instanced draw call of a unit square; its
// rectangles go to the GPU as they stand in the batch.
import {
  type Fill,
  type Frame,
  PATTERN_NAMES,
  PATTERN_PX,
  PATTERNS,
  type Painter,
  rgba,
} from "./painter.ts";
import type { RectBatch } from "./rectBatch.ts";

const VERTEX = `#version 300 es
in vec4 rect;            // x, y, width, height in CSS pixels
uniform float ratio;     // device pixels per CSS pixel
uniform vec2 size;       // of the canvas in device pixels
out float across;        // 0 at the left edge, 1 at the right one
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 low = floor(rect.xy * ratio + 0.5);
  vec2 high = floor((rect.xy + rect.zw) * ratio + 0.5);
  high.x = max(high.x, low.x + 1.0);
  vec2 at = mix(low, high, corner);
  across = corner.x;
  gl_Position = vec4(at.x / size.x * 2.0 - 1.0, 1.0 - at.y / size.y * 2.0, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in float across;
uniform float ratio;
uniform float phase;     // device pixels by which patterns begin before the left edge
uniform vec2 size;
uniform vec4 colour;     // not multiplied by its alpha
uniform vec4 ink;
uniform int pattern;     // row of the table, -1 for none
uniform bool fade;
uniform sampler2D table; // ${PATTERN_PX} x ${PATTERN_PX} for each pattern, one above the other
out vec4 result;
void main() {
  vec4 base = vec4(colour.rgb, colour.a * (fade ? across : 1.0));
  base.rgb *= base.a;
  if (pattern >= 0) {
    vec2 css = vec2(gl_FragCoord.x + phase, size.y - gl_FragCoord.y) / ratio;
    ivec2 cell = ivec2(mod(floor(css), ${PATTERN_PX}.0));
    float mark = texelFetch(table, cell + ivec2(0, pattern * ${PATTERN_PX}), 0).r * ink.a;
    base = vec4(ink.rgb * mark, mark) + base * (1.0 - mark);
  }
  result = base;
}`;

const FLOATS_PER_RECT = 4;

interface Uniforms {
  readonly ratio: WebGLUniformLocation | null;
  readonly phase: WebGLUniformLocation | null;
  readonly size: WebGLUniformLocation | null;
  readonly colour: WebGLUniformLocation | null;
  readonly ink: WebGLUniformLocation | null;
  readonly pattern: WebGLUniformLocation | null;
  readonly fade: WebGLUniformLocation | null;
}

export class GlPainter implements Painter {
  readonly kind = "webgl";
  private readonly canvas: HTMLCanvasElement;
  private readonly gl: WebGL2RenderingContext;
  private readonly uniforms: Uniforms;
  private ratio = 1;

  private constructor(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext) {
    this.canvas = canvas;
    this.gl = gl;
    this.uniforms = prepare(gl);
  }

  /**
   * Null if there is no WebGL 2. `evenInSoftware` takes one that the CPU draws as well, which is
   * slower than the 2-D canvas and good for tests only.
   */
  static on(canvas: HTMLCanvasElement, evenInSoftware: boolean): GlPainter | null {
    const gl = canvas.getContext("webgl2", {
      antialias: false,
      depth: false,
      // A picture of the page is taken at any time, not only right after a frame.
      preserveDrawingBuffer: true,
      failIfMajorPerformanceCaveat: !evenInSoftware,
    });
    if (!gl) return null;
    if (!evenInSoftware && isDrawnByTheCpu(gl)) {
      gl.getExtension("WEBGL_lose_context")?.loseContext();
      return null;
    }
    return new GlPainter(canvas, gl);
  }

  begin({ widthPx, heightPx, ratio, ground, origin }: Frame): void {
    const { gl, canvas } = this;
    const width = Math.round(widthPx * ratio);
    const height = Math.round(heightPx * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    this.ratio = ratio;
    gl.viewport(0, 0, width, height);
    gl.disable(gl.SCISSOR_TEST);
    const [r, g, b] = rgba(ground);
    gl.clearColor(r, g, b, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform1f(this.uniforms.ratio, ratio);
    gl.uniform1f(this.uniforms.phase, origin % Math.round(PATTERN_PX * ratio));
    gl.uniform2f(this.uniforms.size, width, height);
  }

  /** A GPU draws the whole picture in less time than it takes to read the last one. */
  move(): boolean {
    return false;
  }

  /** This painter moves no frame. */
  repaint(topPx: number, bottomPx: number): void {
    this.clip(topPx, bottomPx);
  }

  clip(topPx: number, bottomPx: number): void {
    const { gl, canvas, ratio } = this;
    const top = Math.round(topPx * ratio);
    const bottom = Math.min(canvas.height, Math.round(bottomPx * ratio));
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(0, canvas.height - bottom, canvas.width, Math.max(0, bottom - top));
  }

  fill(batch: RectBatch, fill: Fill): void {
    if (batch.size === 0) return;
    const { gl, uniforms } = this;
    const [r, g, b, a] = rgba(fill.colour);
    gl.uniform4f(uniforms.colour, r, g, b, a * fill.alpha);
    const [inkR, inkG, inkB, inkA] = rgba(fill.ink ?? "#ffffff");
    gl.uniform4f(uniforms.ink, inkR, inkG, inkB, inkA * fill.alpha);
    gl.uniform1i(uniforms.pattern, fill.pattern ? PATTERN_NAMES.indexOf(fill.pattern) : -1);
    gl.uniform1i(uniforms.fade, fill.fade ? 1 : 0);
    gl.bufferData(gl.ARRAY_BUFFER, batch.rects, gl.STREAM_DRAW);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, batch.size);
  }

  end(): void {
    this.gl.flush();
  }
}

/** Chromium does not count SwiftShader as a "major performance caveat", and it takes seconds a frame. */
function isDrawnByTheCpu(gl: WebGL2RenderingContext): boolean {
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

/** Program, buffer and table of patterns; all stay bound, for nothing else is drawn here. */
function prepare(gl: WebGL2RenderingContext): Uniforms {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error("WebGL: no shader");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "rect");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`WebGL: ${gl.getProgramInfoLog(program)}`);
  }
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, FLOATS_PER_RECT, gl.FLOAT, false, 0, 0);
  gl.vertexAttribDivisor(0, 1);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  uploadPatterns(gl);
  const uniform = (name: string): WebGLUniformLocation | null =>
    gl.getUniformLocation(program, name);
  return {
    ratio: uniform("ratio"),
    phase: uniform("phase"),
    size: uniform("size"),
    colour: uniform("colour"),
    ink: uniform("ink"),
    pattern: uniform("pattern"),
    fade: uniform("fade"),
  };
}

function uploadPatterns(gl: WebGL2RenderingContext): void {
  const cells = PATTERN_PX * PATTERN_PX;
  const texels = new Uint8Array(cells * PATTERN_NAMES.length);
  PATTERN_NAMES.forEach((name, row) => {
    for (let i = 0; i < cells; i++) {
      const strength = PATTERNS[name](i % PATTERN_PX, Math.floor(i / PATTERN_PX));
      texels[row * cells + i] = Math.round(255 * strength);
    }
  });
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texImage2D(
    gl.TEXTURE_2D,
    0,
    gl.R8,
    PATTERN_PX,
    PATTERN_PX * PATTERN_NAMES.length,
    0,
    gl.RED,
    gl.UNSIGNED_BYTE,
    texels,
  );
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
}
