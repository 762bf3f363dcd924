// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { linkTo, navigate, useUrl } from "../route";
import { useWords } from "../text";
import { customerPath, useTitle } from "../ui/book";
import { Link } from "../ui/link";
import { recentCustomers } from "../ui/recent";
import { submitted } from "../ui/submitted";

export default function Customers() {
  const { text } = useWords();
  const { query } = useUrl();
  const [id, setId] = useState("");
  const recent = recentCustomers();
  useTitle(text.customers_title);
  const open = () => {
    if (id.trim()) navigate(linkTo(customerPath(id.trim()), query));
  };
  return (
    <>
      <p className="crumb">
        {text.act} / {text.customers}
      </p>
      <h1>{text.customers_title}</h1>
      <p className="lead">{text.customers_lead}</p>
      <form className="open-customer" onSubmit={submitted(open)}>
        <div className="field">
          <label htmlFor="customer_id">{text.customer_id}</label>
          <input
            id="customer_id"
            value={id}
            required
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setId(event.target.value)}
          />
        </div>
        <button type="submit" className="button strong">
          {text.open}
        </button>
      </form>
      {recent.length > 0 && (
        <section className="section" aria-labelledby="recent">
          <div className="section-head">
            <h2 id="recent">{text.recent}</h2>
          </div>
          <ul className="recent">
            {recent.map((own) => (
              <li key={own}>
                <Link to={customerPath(own)}>{own}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
