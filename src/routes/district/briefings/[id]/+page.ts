export const load = ({ params }: { params: { id: string } }) => ({ briefingId: params.id });
