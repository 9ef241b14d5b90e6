export const load = ({ params }: { params: { village: string } }) => ({ village: params.village });
