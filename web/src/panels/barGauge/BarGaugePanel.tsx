import { drawBarGauge } from '../../../../src/view/panels/barGauge.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'bar-gauge'>(drawBarGauge);
