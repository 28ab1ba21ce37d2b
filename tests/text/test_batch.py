"""What batch.py promises: in a batch, each document is what it is alone."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text import Batch, Document

PIECES = st.sampled_from(
    ["Mr.", "Lind", "left.", "No", "“we", "act”", "—", "\n", "\n\n", "U.S.", "end.Next", "é", "?!"]
)
TEXTS = st.lists(st.text(max_size=40) | st.lists(PIECES).map(" ".join), max_size=6)


@given(TEXTS)
def test_paragraphs_sentences_chunks_and_tokens_are_those_of_each_document(texts):
    documents = [Document(text) for text in texts]
    batch = Batch(documents)
    for number, (document, start) in enumerate(zip(documents, batch.text_starts, strict=True)):
        own = {
            name: slice(*getattr(batch, name)[number : number + 2])
            for name in ("first_paragraphs", "first_sentences", "first_chunks", "first_tokens")
        }
        edges = batch.sentence_edges[own["first_sentences"]] - start
        assert edges.tolist() == document.sentence_edges.tolist()
        for name, firsts in [
            ("paragraph_starts", "first_paragraphs"),
            ("chunk_starts", "first_chunks"),
            ("token_starts", "first_tokens"),
            ("token_ends", "first_tokens"),
        ]:
            offsets = getattr(batch, name)[own[firsts]] - start
            assert offsets.tolist() == getattr(document, name).tolist()
        assert batch.chunks[own["first_chunks"]] == document.chunks
        assert batch.forms[own["first_tokens"]] == document.forms


@given(TEXTS)
def test_a_batch_is_the_document_of_its_text_but_for_where_sentences_end(texts):
    batch = Batch([Document(text) for text in texts])
    whole = Document(batch.text)
    assert batch.paragraph_bounds == whole.paragraph_bounds == [*map(tuple, bounds_of(batch))]
    assert (batch.plain, batch.words, batch.forms) == (whole.plain, whole.words, whole.forms)


def bounds_of(batch):
    return [(paragraph.start, paragraph.end) for paragraph in batch.paragraphs]


def test_the_text_of_an_offset_is_the_one_that_it_stands_in():
    batch = Batch([Document("It rains."), Document(""), Document("It pours.")])
    assert batch.text_of(batch.sentence_starts).tolist() == [0, 2]


def test_a_batch_travels_to_another_process():
    batch = pickle.loads(pickle.dumps(Batch([Document("It rains."), Document("It pours.")])))
    assert batch.sentence_bounds == [(0, 9), (11, 20)]
