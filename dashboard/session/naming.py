"""Name layers and features by the naming policy of the session."""

from dashboard.session import cache, store
from geodata.layers.loading import find_layer
from geodata.names import LANGUAGES
from geodata.packs.gazetteer import format_layer_name
from geodata.records.layers import Layer


def rewrite_names(text: str) -> str:
    """Return a sentence of ours with the names in it by the policy."""
    return cache.load_gazetteer().rewrite(text, store.get_names())


def name_layer(layer: Layer) -> str:
    """Return the title of a layer by the policy."""
    gazetteer = cache.load_gazetteer()
    return format_layer_name(cache.load_pack(), layer, store.get_names(), gazetteer=gazetteer)


def format_language() -> str:
    """Return the attribute that says the language of a name by the policy, empty where it is not one."""
    language = LANGUAGES.get(store.get_names().replace("-", "_"))
    return f' lang="{language}"' if language else ""


def name_feature(key: str) -> str:
    """Return the name of the feature, or of the whole layer, that a feature key means."""
    layer_id, _, feature_id = key.partition(".")
    if not feature_id:
        return name_layer(find_layer(cache.load_pack(), layer_id))
    feature = cache.load_static().layers[layer_id].features[feature_id]
    return feature.names.call(store.get_names())
