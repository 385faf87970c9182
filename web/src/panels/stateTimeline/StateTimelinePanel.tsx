import { drawStateTimeline } from '../../../../src/view/panels/stateTimeline.ts';
import { scenePanel } from '../scene/scenePanel.tsx';
import { pagedPanel } from './pagedPanel.tsx';

export default pagedPanel(scenePanel<'state-timeline'>(drawStateTimeline));
