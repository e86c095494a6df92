/** NOTIFY to the workers: empty, there is something to do; else the id of a job to be cancelled. */
export const jobChannel = 'berth_job';
