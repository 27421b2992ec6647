digestSearchFile("v3f3f2f321db7","!^c5>!|*+!&?!$*");
