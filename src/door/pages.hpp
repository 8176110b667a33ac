#pragma once

#include "html/components.hpp"

#include <string>
#include <utility>
#include <vector>

namespace motcua::door {

/// One form with one button: every page at the door is one.
struct FormPage {
    std::string title;
    std::string lead = {};
    std::string action; ///< where it is sent
    std::vector<html::FieldErrorText> errors = {};
    std::vector<std::pair<std::string, std::string>> hidden = {};
    std::vector<html::Field> fields = {};
    html::Button button = {};
    std::vector<html::Link> links = {}; ///< other ways to go on
};

struct MePage {
    std::string name;
    std::vector<html::Card> cards;
};

struct SessionLine {
    std::string title; ///< the browser, shortened
    std::string text;  ///< since when, from where
    std::string end_url;
    bool this_one = false;
};
struct SessionsPage {
    std::vector<SessionLine> sessions;
};

} // namespace motcua::door
