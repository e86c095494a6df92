/** A native checkbox or radio in our colours; the mark is drawn in globals.css. */
export const checkboxClass = 'ui-check size-4 shrink-0 rounded-sm max-md:size-5';
export const radioClass = 'ui-check size-4 shrink-0 rounded-full max-md:size-5';
