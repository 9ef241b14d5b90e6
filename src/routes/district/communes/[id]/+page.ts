export const load = ({ params }: { params: { id: string } }) => ({ unitId: params.id });
