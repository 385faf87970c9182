import { drawStatusHistory } from '../../../../src/view/panels/statusHistory.ts';
import { scenePanel } from '../scene/scenePanel.tsx';
import { pagedPanel } from '../stateTimeline/pagedPanel.tsx';

export default pagedPanel(scenePanel<'status-history'>(drawStatusHistory));
