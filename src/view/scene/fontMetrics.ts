/** Distances from the middle of capitals to the baseline, and between lines, as shares of the font's size. */
export const MIDDLE_TO_BASELINE = 0.36;
export const CAP_HEIGHT = 0.73;
export const LINE_HEIGHT = 1.4;
