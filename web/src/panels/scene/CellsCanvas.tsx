import { useEffect, useRef } from 'react';
import type { CellsCommand } from '../../../../src/view/scene/scene.ts';
import styles from './SceneView.module.css';
import { cellPixels } from './sceneMarks.ts';

/** A grid of cells on a canvas: a hundred thousand elements would bring a browser to its knees. */
export function CellsCanvas({ command }: { readonly command: CellsCommand }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { box } = command;
  const left = Math.floor(box.x);
  const top = Math.floor(box.y);
  const width = Math.max(1, Math.round(box.x + box.width) - left);
  const height = Math.max(1, Math.round(box.y + box.height) - top);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const bytes = new Uint8ClampedArray(cellPixels(command, width, height).buffer);
    context.putImageData(new ImageData(bytes, width, height), 0, 0);
  }, [command, width, height]);
  return (
    <canvas
      ref={canvas}
      className={styles['cells']}
      width={width}
      height={height}
      style={{ left, top, width, height }}
    />
  );
}
