import { drawBarChart } from '../../../../src/view/panels/barChart.ts';
import { scenePanel } from '../scene/scenePanel.tsx';

export default scenePanel<'bar-chart'>(drawBarChart);
