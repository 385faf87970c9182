import { drawGauge } from '../../../../src/view/panels/gauge.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'gauge'>(drawGauge);
