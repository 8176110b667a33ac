#pragma once

#include "base/time.hpp"
#include "demo/dice.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::demo {

using Sentences = std::vector<std::string>;

/// An invented person.
struct Person {
    std::string name;
    std::string citizen_number; ///< of the right form; nobody's in particular
    bool woman = false;
};

/// What people and offices say and are called in a demonstration: data/demo/.
class Phrases {
  public:
    /// From the embedded data files.
    Phrases();

    const Sentences& sentences(std::string_view key) const;
    std::string_view text(std::string_view key) const;
    const boost::json::object& object(std::string_view key) const;
    /// `village`: more people of the S'tiêng, Tày and Nùng.
    Person person(Dice& dice, bool village, int year_now) const;

  private:
    struct Half {
        Sentences families, middle, given;
    };
    struct People {
        Half men, women;
    };
    static People people_of(const boost::json::object& data);
    static std::string name(Dice& dice, const Half& half);

    boost::json::object work_;
    std::map<std::string, Sentences, std::less<>> sentences_;
    People kinh_, stieng_, tay_nung_;
};

} // namespace motcua::demo
