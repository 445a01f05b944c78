/** The bubble's sign, on a 28 px grid: the console's picture of the widget shows the same. */
export const TALK = "M6.2 18.6 4.5 21.8c-.3.6.2 1.2.8 1l4-1.3A10 9.4 0 1 0 6.2 18.6Z";
