/// A paper's page as in a real theme: about sixty tags, three partials and a nested list.
///
/// Both engines use these texts. URLs are fields of type url, so that both escape them alike.
let templates: [String: String] = [
  "page": """
  <!DOCTYPE html>
  <html lang="{{language}}">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{title}} | {{siteTitle}}</title>
  <meta name="description" content="{{description}}">
  <link rel="canonical" href="{{permalink}}">
  <link rel="stylesheet" href="{{stylesheet}}">
  <link rel="alternate" type="application/atom+xml" title="{{siteTitle}}" href="{{feed}}">
  <link rel="alternate" type="application/x-bibtex" href="{{bibtex}}">
  <meta name="citation_title" content="{{title}}">
  {{#authors}}
  <meta name="citation_author" content="{{name}}">
  {{/authors}}
  <meta name="citation_publication_date" content="{{date}}">
  <meta name="citation_abstract_html_url" content="{{permalink}}">
  {{#pdf}}
  <meta name="citation_pdf_url" content="{{.}}">
  {{/pdf}}
  {{#doi}}
  <meta name="citation_doi" content="{{.}}">
  {{/doi}}
  {{#arxiv}}
  <meta name="citation_arxiv_id" content="{{.}}">
  {{/arxiv}}
  <meta property="og:type" content="article">
  <meta property="og:title" content="{{title}}">
  <meta property="og:description" content="{{description}}">
  <meta property="og:url" content="{{permalink}}">
  <meta property="og:site_name" content="{{siteTitle}}">
  {{#tags}}
  <meta property="article:tag" content="{{name}}">
  {{/tags}}
  </head>
  <body>
  {{>header}}
  <main>
  <article class="paper{{#isNew}} new{{/isNew}}">
  <h1>{{title}}</h1>
  {{#withdrawn}}
  <p class="banner">{{.}}</p>
  {{/withdrawn}}
  <ul class="authors">
  {{#authors}}
  <li><a href="{{href}}">{{name}}</a>{{#affiliation}} <small>{{.}}</small>{{/affiliation}}</li>
  {{/authors}}
  </ul>
  <p><time datetime="{{date}}">{{longDate}}</time>{{#venue}}, {{.}}{{/venue}}</p>
  <ul class="tags">
  {{#tags}}
  <li><a href="{{href}}">{{name}}</a> ({{count}})</li>
  {{/tags}}
  </ul>
  <div class="abstract">
  {{{abstract}}}
  </div>
  <ul class="links">
  {{#links}}
  <li><a href="{{href}}" rel="nofollow">{{label}}</a></li>
  {{/links}}
  </ul>
  {{^pdf}}
  <p>There is no PDF.</p>
  {{/pdf}}
  <p>{{votes}} votes, {{comments}} comments</p>
  </article>
  <section>
  <h2>Similar papers</h2>
  {{#similar}}
  {{>card}}
  {{/similar}}
  </section>
  <nav>
  {{#previous}}
  <a rel="prev" href="{{href}}">{{title}}</a>
  {{/previous}}
  {{#next}}
  <a rel="next" href="{{href}}">{{title}}</a>
  {{/next}}
  </nav>
  </main>
  {{>footer}}
  </body>
  </html>

  """,
  "header": """
  <header>
  <a href="{{home}}">{{siteTitle}}</a>
  <nav><a href="{{archive}}">Archive</a> <a href="{{search}}">Search</a></nav>
  </header>

  """,
  "footer": """
  <footer>
  <p>{{siteTitle}}: {{siteDescription}}</p>
  <p><a href="{{feed}}">Feed</a></p>
  </footer>

  """,
  "card": """
  <article class="card">
  <h3><a href="{{href}}">{{title}}</a></h3>
  <p>{{authors}}</p>
  {{#summary}}<p>{{.}}</p>{{/summary}}
  </article>

  """,
]
