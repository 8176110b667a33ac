#pragma once

/// The component views, for whoever calls them by hand or from a view.
#include "html/views/choices.hpp"
#include "html/views/errors.hpp"
#include "html/views/field.hpp"
#include "html/views/frame.hpp"
#include "html/views/ways.hpp"
#include "html/views/words.hpp"
