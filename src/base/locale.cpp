#include "base/locale.hpp"

#include "base/embedded.hpp"

#include <boost/json.hpp>

#include <map>
#include <stdexcept>

namespace motcua {

namespace {

using Sentences = std::map<std::string, std::string, std::less<>>;

Sentences load(std::string_view code) {
    Sentences sentences;
    for (const auto& file : embedded::files_under("locales/" + std::string(code) + ".")) {
        const auto parsed = boost::json::parse(file.bytes); // named: g++ 12 ends a temporary before the loop
        for (const auto& [key, value] : parsed.as_object()) {
            const bool fresh = sentences.emplace(key, value.as_string()).second;
            if (!fresh) throw std::logic_error("locale key stands twice: " + std::string(key));
        }
    }
    return sentences;
}

const Sentences& sentences_of(Locale locale) {
    static const Sentences vi = load("vi");
    static const Sentences en = load("en");
    return locale == Locale::vi ? vi : en;
}

} // namespace

std::string_view sentence(Locale locale, std::string_view key) {
    const auto& sentences = sentences_of(locale);
    if (const auto found = sentences.find(key); found != sentences.end()) return found->second;
    if (locale != Locale::vi) return sentence(Locale::vi, key);
    return key;
}

bool has_sentence(Locale locale, std::string_view key) {
    return sentences_of(locale).contains(key);
}

std::vector<std::string> sentence_keys(Locale locale) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : sentences_of(locale)) keys.push_back(key);
    return keys;
}

std::string fill(std::string_view sentence, std::span<const std::string> arguments) {
    std::string result;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool slot = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}';
        const auto index = slot ? static_cast<std::size_t>(sentence[i + 1] - '0') : arguments.size();
        if (index < arguments.size()) {
            result += arguments[index];
            i += 2;
        } else {
            result += sentence[i];
        }
    }
    return result;
}

std::string sentence(Locale locale, std::string_view key, std::span<const std::string> arguments) {
    return fill(sentence(locale, key), arguments);
}

std::string_view code_of(Locale locale) {
    return locale == Locale::vi ? "vi" : "en";
}

} // namespace motcua
