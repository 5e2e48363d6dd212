"""The Markdown extension: what is lifted, what is left, and whose links are rewritten."""

from xml.etree.ElementTree import Element

import markdown
import pytest
from markdown.treeprocessors import Treeprocessor


class RewriteLinks(Treeprocessor):
    """Stands for MkDocs, which rewrites the links of the tree in a step of priority 0."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if element.get(name):
                    element.set(name, "../" + element.get(name, ""))


def convert(text: str, *, rewrite: bool = False) -> str:
    md = markdown.Markdown(
        extensions=["attr_list", "md_in_html", "toc", "pymdownx.superfences", "byheart.markdown_ext"]
    )
    if rewrite:
        md.treeprocessors.register(RewriteLinks(md), "rewrite", 0)
    return md.convert(text)


BLOCK = """<study-card data-x="1">
<p>*stars*, `ticks`, { onclick=alert(1) }</p>

    four spaces

<details markdown="1"><summary>- dash</summary></details>
</study-card>"""


def test_a_block_reaches_the_page_as_it_was() -> None:
    """Nothing in an item is read as Markdown, and no paragraph is put around it."""
    page = convert(f"# Title\n{BLOCK}\nafter *it*")

    assert BLOCK in page
    assert "<p><study-card" not in page
    assert "<p>after <em>it</em></p>" in page


def test_without_the_extension_the_block_is_changed() -> None:
    """The control: Python-Markdown alone does read what is in an item."""
    md = markdown.Markdown(extensions=["attr_list", "md_in_html", "toc"])

    assert BLOCK not in md.convert(f"# Title\n{BLOCK}\nafter")


@pytest.mark.parametrize("name", ["study-card", "study-new-type"])
def test_any_element_with_our_prefix_is_a_block(name: str) -> None:
    """A new item type needs no change here."""
    assert convert(f'<{name} id="x"></{name}>') == f'<{name} id="x"></{name}>'


def test_a_heading_keeps_its_html_and_gets_its_attributes() -> None:
    """The heading has our id, class and label, and its words are not read as Markdown again."""
    md = markdown.Markdown(extensions=["attr_list", "toc", "byheart.markdown_ext"])
    page = md.convert(
        '### <study-heading id="a-b" class="q" data-toc-label="x &lt; 2">*x* <code>&lt;</code> {: onclick=1 }</study-heading>'
    )

    assert page == '<h3 class="q" id="a-b">*x* <code>&lt;</code> {: onclick=1 }</h3>'
    toc = md.toc_tokens  # type: ignore[attr-defined]  # set by the toc extension
    assert [(entry["id"], entry["name"]) for entry in toc] == [("a-b", "x &lt; 2")]


@pytest.mark.parametrize("attribute", ['data-toc-label="What is &lt;b&gt; &amp;lt; id=5?"', 'id="x"'])
def test_a_label_is_text_to_those_who_print_it_as_html(attribute: str) -> None:
    """What MkDocs prints (the name) and what Zensical prints (the label) both show the words, signs included."""
    md = markdown.Markdown(extensions=["toc", "byheart.markdown_ext"])
    md.convert(f"# <study-heading {attribute}>What is &lt;b&gt; &amp;lt; id=5?</study-heading>")

    (entry,) = md.toc_tokens  # type: ignore[attr-defined]  # set by the toc extension
    assert entry["name"] == entry["data-toc-label"] == "What is &lt;b&gt; &amp;lt; id=5?"


def test_code_that_shows_our_elements_stays_code() -> None:
    """A page of documentation can show an element in a fence."""
    page = convert("````html\n```\n<study-card>\n</study-card>\n```\n````\n\n<study-card></study-card>")

    assert page.count("<study-card>") == 1
    assert page.endswith("<study-card></study-card>")


def test_relative_links_are_rewritten_like_those_of_markdown() -> None:
    """The engine rewrites the links of an item as it does those of the page; absolute ones and fragments stay."""
    page = convert(
        '<study-card><a class="t" href="../tags.md#x">t</a> <img alt="a > b" src="media/p.png">\n'
        '<a href="#own">own</a> <a href="https://example.org/">far</a> <a href="/root">root</a>\n'
        '<code>src="media/q.png"</code></study-card>\n\n[plain](other.md)',
        rewrite=True,
    )

    assert 'href="../../tags.md#x"' in page
    assert 'src="../media/p.png"' in page
    assert 'href="../other.md"' in page
    assert 'href="#own"' in page
    assert 'href="https://example.org/"' in page
    assert 'href="/root"' in page
    assert '<code>src="media/q.png"</code>' in page
    assert "study-links" not in page


def test_pages_do_not_mix() -> None:
    """One Markdown object that converts two pages forgets the headings of the first."""
    md = markdown.Markdown(extensions=["toc", "byheart.markdown_ext"])
    md.convert('# <study-heading id="one" class="q">One</study-heading>')
    md.reset()

    assert md.convert("# <kbd>K</kbd>") == '<h1 id="k"><kbd>K</kbd></h1>'


def test_an_element_that_is_not_closed_is_left_to_markdown() -> None:
    """A page with a slip in it still converts, and what follows is still Markdown."""
    assert "<em>b</em>" in convert("<study-card>\n\na *b*")
