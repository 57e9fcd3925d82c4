"""Review: how a machine's proposal becomes a judgement. In: articles and annotation files. Out: drafts, lists, edits.

`propose` writes the draft of an annotation file, `status` says how far every article has come, and `label_studio`
carries spans and labels to that tool and back; `changes` lays what came back over the file, `layout` so that nothing
else in it moves. Nothing here decides: whoever reads the draft does.
"""
