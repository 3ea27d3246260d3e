/** Gives what `make` makes of the value of `read`: once for each value, when it is first asked for. */
export function derive<From extends object, Made>(read: () => From, make: (from: From) => Made): () => Made {
  let newest: { from: From; made: Made } | null = null;
  return () => {
    const from = read();
    if (newest?.from !== from) newest = { from, made: make(from) };
    return newest.made;
  };
}
