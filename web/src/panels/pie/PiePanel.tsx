import { drawPie } from '../../../../src/view/panels/pie.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'pie'>(drawPie);
