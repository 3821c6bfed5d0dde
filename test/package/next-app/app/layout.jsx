import 'millrace/react/style.css';
import './page.css';

export const metadata = { title: 'An app of a user', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
