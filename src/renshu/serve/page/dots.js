"use strict";
/* Notation is drawn with braille characters, two dots across and four down. Fonts draw them as
   small round dots with gaps, at the width of whatever font happens to have them. Here every dot
   fills its eighth of the cell, so that staff lines, stems and beams are solid. */
(() => {
  const BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
  const canvases = [CanvasRenderingContext2D, self.OffscreenCanvasRenderingContext2D];
  for (const { prototype } of canvases.filter(Boolean)) {
    const fillText = prototype.fillText;
    prototype.fillText = function (text, x, y, ...rest) {
      const dots = text.length === 1 ? text.charCodeAt(0) - 0x2800 : -1;
      if (dots < 0 || dots > 0xff) return fillText.call(this, text, x, y, ...rest);
      const size = this.measureText("W");
      const width = Math.floor(size.width);
      const height = Math.ceil(size.fontBoundingBoxAscent + size.fontBoundingBoxDescent);
      BITS.forEach((bit, index) => {
        if (!(dots & bit)) return;
        const column = index % 2, row = index >> 1;
        const left = Math.round((width * column) / 2), right = Math.round((width * (column + 1)) / 2);
        const top = Math.round((height * row) / 4), bottom = Math.round((height * (row + 1)) / 4);
        this.fillRect(x + left, y - height + top, right - left, bottom - top);
      });
    };
  }
})();
