import { drawHeatmap } from '../../../../src/view/panels/heatmap.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'heatmap'>(drawHeatmap);
