import type { Palette } from "./palette.ts";

const TILE_PX = 6;

/**
 * Patterns on top of a colour, for states that must not be told by colour alone: stripes for a
 * monitor, dots for what was not recorded.
 */
export class Patterns {
  private readonly byState = new Map<string, CanvasPattern>();

  constructor(context: CanvasRenderingContext2D, palette: Palette) {
    this.add(context, "BLOCKED_MONITOR", (tile) => {
      tile.strokeStyle = "rgb(255 255 255 / 0.28)";
      tile.lineWidth = 1.4;
      for (const shift of [-TILE_PX, 0, TILE_PX]) {
        tile.beginPath();
        tile.moveTo(shift, TILE_PX);
        tile.lineTo(shift + TILE_PX, 0);
        tile.stroke();
      }
    });
    this.add(context, "UNKNOWN", (tile) => {
      tile.fillStyle = palette.faint;
      tile.fillRect(1, TILE_PX / 2, 1, 1);
      tile.fillRect(4, TILE_PX / 2, 1, 1);
    });
    this.add(context, "STOPPED_VM", (tile) => {
      tile.fillStyle = "rgb(255 255 255 / 0.3)";
      tile.fillRect(0, 0, TILE_PX, 1);
    });
  }

  of(state: string): CanvasPattern | undefined {
    return this.byState.get(state);
  }

  private add(
    context: CanvasRenderingContext2D,
    state: string,
    draw: (tile: CanvasRenderingContext2D) => void,
  ): void {
    const canvas = document.createElement("canvas");
    canvas.width = TILE_PX;
    canvas.height = TILE_PX;
    const tile = canvas.getContext("2d");
    if (!tile) return;
    draw(tile);
    const pattern = context.createPattern(canvas, "repeat");
    if (pattern) this.byState.set(state, pattern);
  }
}
