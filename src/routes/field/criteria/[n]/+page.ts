export const load = ({ params }: { params: { n: string } }) => ({ n: Number(params.n) });
