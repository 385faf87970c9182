import { drawHistogram } from '../../../../src/view/panels/histogram.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'histogram'>(drawHistogram);
