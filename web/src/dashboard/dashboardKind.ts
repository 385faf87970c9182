/** What a dashboard's page was made of: decides what can be done with it. */
export type DashboardKind = 'saved' | 'new' | 'instant' | 'snapshot' | 'embed';
