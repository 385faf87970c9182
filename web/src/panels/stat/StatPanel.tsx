import { drawStat } from '../../../../src/view/panels/stat.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'stat'>(drawStat);
