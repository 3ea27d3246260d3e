/** A sentence about a product as it reads below its name: `Stops working on …`, `Your organisation’s deadline is on …`. */
export function underName(sentence: string, product: string): string {
  const rest = sentence.startsWith(`${product} `)
    ? sentence.slice(product.length + 1)
    : sentence.replace(` for ${product} `, ' ');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
