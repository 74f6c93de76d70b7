document.title = "Holdup";
