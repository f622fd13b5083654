/**
 * k-means on a grid of 16-bit integers, compiled to WebAssembly with SIMD, for src/kernels/centres.ts and centre-seeding.ts:
 * squared distances are exact there in 32 bits. Which row is a good one to start from the grid decides alone; the nearest centre
 * of a row it decides only where its proven error lets it, and gives the centres that are left to the caller to be measured.
 */
export { assign, giveTo, setBounds, setTiles } from './centres/assigning';
export { setProducts } from './centres/products';
export { approach, potentials } from './centres/seeding';
export { setSpace } from './centres/space';
