export default function OneColumn({ children }: { children: React.ReactNode }) {
  return <div className="reading">{children}</div>
}
